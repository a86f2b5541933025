using Azure.Storage.Queues.Models;
using DocExtract.Worker.Reports;

namespace DocExtract.Worker.Queue.Poison;

/// <summary>Shows what is in the poison queue. Anybody may have written it, so nothing of it reaches a terminal as a command.</summary>
internal static class PoisonTable
{
    private const int MostOfText = 300;

    public static readonly Report Columns = new(
        "poison",
        "Messages that nobody could work on.",
        [
            new("poisoned_on", "timestamp with time zone", "When."), new("id", "text", "For requeue and discard."), new("reason", "text", "Why."),
            new("tries", "bigint", "How often it was received."), new("queue", "text", "Where it came from."), new("blob", "text", "What it announces."),
            new("kept", "text", "Whether the whole message was kept."),
        ]);

    public static IAsyncEnumerable<IReadOnlyList<object?>> Rows(IEnumerable<QueueMessage> messages) => messages.Select(Row).ToAsyncEnumerable();

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
