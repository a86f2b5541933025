namespace DocExtract.Worker.Local;

/// <summary>The private Postgres or Azurite cannot be had; the message tells a person why and what to do.</summary>
internal sealed class LocalServiceException(string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>Another program took the port between choosing and using it: trying again with another one will help.</summary>
    public bool PortTaken { get; init; }
}
