using DocExtract.Sources;

namespace DocExtract.Pages.Images.Decoding;

/// <summary>What the failures of decoders mean to a person.</summary>
internal static class PictureRefusals
{
    public static DocumentRejectedException Damaged() =>
        new(RejectionCode.Corrupt, "The picture is damaged or broken off and cannot be decoded. Send it again, or scan it anew.");

    public static DocumentRejectedException Endless(TimeSpan timeout, Exception cause) => new(
        RejectionCode.Corrupt,
        FormattableString.Invariant($"Decoding the picture does not end; it was given up after {timeout.TotalSeconds:0.#} seconds. Save it anew, or scan it again."),
        new TimeoutException(null, cause));

    public static DocumentRejectedException Broken(Exception cause) => new(
        RejectionCode.Corrupt, "The picture makes its decoder fail (damaged, or far too large when unpacked). Save it anew as PNG or JPEG, or scan it again.", cause);
}
