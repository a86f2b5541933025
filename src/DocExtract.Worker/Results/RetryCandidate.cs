using System.Globalization;
using DocExtract.Worker.Intake;

namespace DocExtract.Worker.Results;

/// <summary>A file that somebody wants to have read once more.</summary>
internal sealed record RetryCandidate(
    long Id, string FileName, string SourceUri, string ETag, string? RequestedType, bool ReadAgain, string Status, int Parts, string? Reason, string? Reader,
    decimal Cost, DateTime? FinishedAt, bool HasAccepted, bool IsCorrected, bool IsPurged)
{
    /// <summary>Whether it waits already: then only its message is sent again.</summary>
    public bool IsQueued => Status == "queued";

    /// <summary>The message that has it read.</summary>
    public Announcement Announcement => new(new Uri(SourceUri), ETag, RequestedType) { Again = ReadAgain };

    /// <summary>Why it is left as it is, as a sentence that says what to do; null where nothing stands against it.</summary>
    /// <param name="accepted">Whether accepted documents may be read once more.</param>
    public string? Hindrance(bool accepted) =>
        IsPurged ? "It was purged. Upload the file again if it is still needed."
        : Status == "processing" ? "It is being read just now. Wait for its end."
        : IsCorrected ? "A person corrected it, and that stands. docextract run --again reads the file as a new document."
        : HasAccepted && !accepted ? $"{(Parts > 0 ? "Documents in it are" : "It is")} accepted and may have been paid. Say --accepted to have it read once more."
        : null;

    /// <summary>The same where only some fields are wanted, and everything else stays.</summary>
    public string? HindranceToFields =>
        IsPurged ? Hindrance(accepted: true)
        : Status == "processing" ? Hindrance(accepted: true)
        : Status == "rejected" ? "It was rejected and has no values to keep. docextract retry ID has it read once more."
        : null;

    /// <summary>Its state in a few words.</summary>
    public string State => Parts > 0 ? string.Create(CultureInfo.InvariantCulture, $"{Parts} documents") : Status.Replace('_', ' ');
}
