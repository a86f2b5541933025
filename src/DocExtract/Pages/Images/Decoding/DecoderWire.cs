namespace DocExtract.Pages.Images.Decoding;

/// <summary>What a decoder is asked: its kind and the parameters follow as <see cref="BinaryWriter"/> writes them.</summary>
internal enum DecoderRequest : byte
{
    /// <summary>Kind (byte), length (int), content. Not answered.</summary>
    Load = 1,

    /// <summary>Most pages (int). Answered by their number, and by the sizes of each unless there are more.</summary>
    Measure = 2,

    /// <summary>Page from 0 (int), most pixels (double). Answered by width, height (int), dots an inch (double, NaN: unknown), pixels.</summary>
    Decode = 3,
}

/// <summary>What precedes an answer.</summary>
internal enum DecoderStatus : byte
{
    /// <summary>The first byte of all: it runs.</summary>
    Ready = 0x52,

    /// <summary>The answer follows.</summary>
    Done = 1,

    /// <summary>The picture is damaged; nothing follows.</summary>
    Damaged = 2,
}
