using DocExtract.Readers.Vision.Pictures;

namespace DocExtract.Readers.Vision;

/// <summary>A message of a chat completion.</summary>
/// <param name="Role"><c>system</c>, <c>user</c> or <c>assistant</c>.</param>
/// <param name="Content">Its parts; a single text is sent as such.</param>
internal sealed record ChatMessage(string Role, IReadOnlyList<ContentPart> Content)
{
    public static ChatMessage System(string text) => new("system", [new ContentPart.Text(text)]);

    public static ChatMessage User(params IReadOnlyList<ContentPart> content) => new("user", content);

    public static ChatMessage Assistant(string text) => new("assistant", [new ContentPart.Text(text)]);
}

/// <summary>A part of a message: words or a picture.</summary>
internal abstract record ContentPart
{
    private ContentPart()
    {
    }

    /// <summary>Tokens it is expected to cost.</summary>
    public abstract int Tokens { get; }

    public sealed record Text(string Value) : ContentPart
    {
        // English and JSON have four characters a token, other languages and digits fewer: rather too many than too few.
        private const double CharactersPerToken = 3;

        public override int Tokens => (int)Math.Ceiling(Value.Length / CharactersPerToken);

        /// <summary>Some text of so many tokens.</summary>
        public static string OfTokens(int tokens) => new('x', (int)(tokens * CharactersPerToken));
    }

    public sealed record Picture(PagePicture Page) : ContentPart
    {
        public override int Tokens => Page.Tokens;
    }
}
