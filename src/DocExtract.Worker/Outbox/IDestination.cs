namespace DocExtract.Worker.Outbox;

/// <summary>Somebody who is told of finished documents.</summary>
internal interface IDestination
{
    /// <summary>As in the table <c>docextract.outbox</c>.</summary>
    string Name { get; }

    /// <summary>Sends one announcement once. What goes wrong out there is a reply, not an exception.</summary>
    Task<Reply> SendAsync(Guid eventId, ReadOnlyMemory<byte> message, CancellationToken cancellationToken);
}
