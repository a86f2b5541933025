using Azure.Storage.Queues.Models;
using DocExtract.Worker.Reports;

namespace DocExtract.Worker.Queue.Poison;

/// <summary>Shows what is in the poison queue. Anybody may have written it, so nothing of it reaches a terminal as a command.</summary>
internal static class PoisonTable
{
    private const int MostOfText = 300;

    public static Report Of(IEnumerable<QueueMessage> messages) =>
        new(["poisoned_on", "id", "reason", "tries", "queue", "blob", "kept"], [.. messages.Select(Row)]);

    private static IReadOnlyList<object?> Row(QueueMessage message)
    {
        var envelope = PoisonEnvelope.Parse(message.Body);
        var original = envelope?.Original();
        return
        [
            (envelope?.PoisonedOn ?? message.InsertedOn)?.UtcDateTime,
            message.MessageId,
            Short(envelope?.Reason ?? "(not from docextract)"),
            envelope?.DequeueCount,
            Short(envelope?.Queue),
            Short(original is null ? null : Blob(original)),
            envelope is null ? "" : original is null ? "a part" : "whole",
        ];
    }

    /// <summary>Container and name, without what may stand beside it in an address: an account's key to it.</summary>
    private static string? Blob(BinaryData original) =>
        PoisonReturn.AnnouncementOf(original) is { } announcement ? Uri.UnescapeDataString(announcement.Url.AbsolutePath).TrimStart('/') : null;

    private static string? Short(string? text) => text is null ? null
        : Asking.AnswerWriter.Plain(text).ReplaceLineEndings(" ") is { Length: > MostOfText } longText ? longText[..MostOfText] + "…"
        : Asking.AnswerWriter.Plain(text).ReplaceLineEndings(" ");
}
