"""Pictures of the window: every state of it, and a tour of the main job."""
