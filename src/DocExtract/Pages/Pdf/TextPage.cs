namespace DocExtract.Pages.Pdf;

/// <summary>The text layer of one page.</summary>
/// <param name="Words">In the order of the content.</param>
/// <param name="Pictures">Where its pictures are; one over nearly all of the page for a scan.</param>
internal sealed record TextPage(IReadOnlyList<TextWord> Words, IReadOnlyList<Box> Pictures)
{
    public static readonly TextPage Empty = new([], []);
}

/// <summary>A word of the text layer.</summary>
/// <param name="Text">Never empty, without white space.</param>
/// <param name="Box">Within the page, unless it is off the page.</param>
/// <param name="Hidden">
/// Why it cannot be seen, as far as the content tells: <see cref="HiddenReason.NoContrast"/> says that it is white, not yet on what.
/// </param>
internal sealed record TextWord(string Text, Box Box, HiddenReason? Hidden);
