using DocExtract.Sources;

namespace DocExtract.Pages.Images;

/// <summary>The bytes of one picture file; told apart by reference, so that a decoder knows what it has loaded.</summary>
internal sealed class EncodedPicture(SourceKind kind, ReadOnlyMemory<byte> content)
{
    /// <summary>The kind it was taken in as: nobody guesses a second time.</summary>
    public SourceKind Kind => kind;

    public ReadOnlyMemory<byte> Content => content;
}
