namespace DocExtract.Worker.Results;

/// <summary>Thrown when an attempt that has lost its claim would spend money: another attempt has the document now.</summary>
internal sealed class ClaimLostException(Claim claim)
    : Exception($"Document {claim.DocumentId} is no longer attempt {claim.Attempt}'s to work on.");
