"""The questionnaire: a finder over the published when-to-get-help guidance, and never a diagnosis."""
