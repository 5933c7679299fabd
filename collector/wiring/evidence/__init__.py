"""Evidence, from a person's word to the pack: `taking` a page, `sealing` it, `verifying` what is kept."""
