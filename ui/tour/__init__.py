"""The main job walked through real windows by nobody: keys are pressed, pictures taken."""
