namespace DocExtract.Pages.Pdf;

/// <summary>A word of the text layer.</summary>
/// <param name="Text">Never empty, without white space.</param>
/// <param name="Box">Within the page, unless it is off the page.</param>
/// <param name="Hidden">
/// Why it cannot be seen, as far as the content tells: <see cref="HiddenReason.NoContrast"/> says that it is white, not yet on what.
/// </param>
internal sealed record TextWord(string Text, Box Box, HiddenReason? Hidden);
