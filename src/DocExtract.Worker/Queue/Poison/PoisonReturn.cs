using Azure.Storage.Queues.Models;
using DocExtract.Worker.Intake;
using DocExtract.Worker.Results;

namespace DocExtract.Worker.Queue.Poison;

/// <summary>Puts messages of the poison queue back where they came from.</summary>
internal sealed class PoisonReturn(Queues queues, DocumentStore store)
{
    /// <summary>
    /// Sends the message as it was, and removes it from the poison queue after that: a crash between leaves two, which is harmless, never none.
    /// A document that was given up waits again first. The reason, where it stays; null when it was sent.
    /// </summary>
    public async Task<string?> SendAsync(HeldPoison held, QueueMessage message, CancellationToken cancellationToken)
    {
        if (PoisonEnvelope.Parse(message.Body) is not { } envelope)
        {
            return "It was not put there by docextract, and what it was is not known. Discard it, or send what is in it yourself.";
        }

        if (queues.Find(envelope.Queue) is not { } queue)
        {
            return $"It came from the queue {Asking.AnswerWriter.Plain(envelope.Queue!)}, which the settings do not name.";
        }

        if (envelope.Original() is not { } original)
        {
            return "It was too long to be kept whole. Upload the file again, or announce it yourself.";
        }

        if (AnnouncementOf(original) is { } announcement)
        {
            await store.ReopenAsync(announcement, cancellationToken);
        }

        await Queues.SendAsync(queue, original, CancellationToken.None);
        await held.RemoveAsync(message);
        return null;
    }

    /// <summary>What a message says; null where nobody understands it.</summary>
    public static Announcement? AnnouncementOf(BinaryData body)
    {
        try
        {
            return Notice.Parse(body) is Notice.Created created ? created.Announcement : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
