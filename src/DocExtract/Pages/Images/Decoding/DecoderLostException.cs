namespace DocExtract.Pages.Images.Decoding;

/// <summary>A decoder ended, or answered with nonsense, in the middle of a picture.</summary>
internal sealed class DecoderLostException(Exception? cause = null) : Exception("The picture decoder ended before it answered.", cause);
