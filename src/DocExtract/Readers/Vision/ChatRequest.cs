using System.Buffers;
using System.Buffers.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace DocExtract.Readers.Vision;

/// <summary>A picture of one page.</summary>
internal sealed record PagePicture(int Number, byte[] Jpeg);

/// <summary>Writes the body of a chat completion: first what is the same for every document, then the pages.</summary>
internal static class ChatRequest
{
    // The body is no HTML; the default encoder would turn each + of the base64 text into six characters.
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static ReadOnlyMemory<byte> Write(
        VisionOptions options, VisionQuestion question, IReadOnlyList<PagePicture> pages, int pagesInDocument)
    {
        var body = new ArrayBufferWriter<byte>(4096 + (pages.Sum(page => page.Jpeg.Length) * 3 / 2));
        using (var json = new Utf8JsonWriter(body, Plain))
        {
            json.WriteStartObject();
            json.WriteString("model"u8, options.Model);
            json.WriteStartArray("messages"u8);
            WriteInstructions(json, question);
            WritePages(json, pages, pagesInDocument, EndpointProfile.For(options).Detail);
            json.WriteEndArray();
            WriteSettings(json, options);
            WriteFormat(json, options.StructuredOutput, question);
            json.WriteEndObject();
        }

        return body.WrittenMemory;
    }

    private static void WriteInstructions(Utf8JsonWriter json, VisionQuestion question)
    {
        json.WriteStartObject();
        json.WriteString("role"u8, "system"u8);
        json.WriteString("content"u8, question.Instructions);
        json.WriteEndObject();
    }

    private static void WritePages(Utf8JsonWriter json, IReadOnlyList<PagePicture> pages, int pagesInDocument, ImageDetail? detail)
    {
        json.WriteStartObject();
        json.WriteString("role"u8, "user"u8);
        json.WriteStartArray("content"u8);
        foreach (var page in pages)
        {
            json.WriteStartObject();
            json.WriteString("type"u8, "text"u8);
            json.WriteString("text"u8, $"Page {page.Number} of {pagesInDocument}:");
            json.WriteEndObject();
            WriteImage(json, page.Jpeg, detail);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteImage(Utf8JsonWriter json, byte[] jpeg, ImageDetail? detail)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "image_url"u8);
        json.WriteStartObject("image_url"u8);
        json.WritePropertyName("url"u8);
        json.WriteRawValue(DataUrl(jpeg), skipInputValidation: true);
        if (detail is { } level)
        {
            json.WriteString("detail"u8, level switch { ImageDetail.Low => "low"u8, ImageDetail.High => "high"u8, _ => "auto"u8 });
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>The quoted data URL, encoded once and in place: pictures are most of the body.</summary>
    private static byte[] DataUrl(byte[] jpeg)
    {
        var prefix = "\"data:image/jpeg;base64,"u8;
        byte[] url = new byte[prefix.Length + Base64.GetMaxEncodedToUtf8Length(jpeg.Length) + 1];
        prefix.CopyTo(url);
        Base64.EncodeToUtf8(jpeg, url.AsSpan(prefix.Length), out _, out int written);
        url[prefix.Length + written] = (byte)'"';
        return url;
    }

    private static void WriteSettings(Utf8JsonWriter json, VisionOptions options)
    {
        var profile = EndpointProfile.For(options);
        json.WriteNumber(
            profile.TokenParameter == TokenParameter.MaxTokens ? "max_tokens"u8 : "max_completion_tokens"u8, options.MaxOutputTokens);
        if (profile.Temperature is { } temperature)
        {
            json.WriteNumber("temperature"u8, temperature);
        }
    }

    private static void WriteFormat(Utf8JsonWriter json, StructuredOutput output, VisionQuestion question)
    {
        if (output == StructuredOutput.None)
        {
            return;
        }

        json.WriteStartObject("response_format"u8);
        json.WriteString("type"u8, output == StructuredOutput.JsonSchema ? "json_schema"u8 : "json_object"u8);
        if (output == StructuredOutput.JsonSchema)
        {
            json.WriteStartObject("json_schema"u8);
            json.WriteString("name"u8, question.Name);
            json.WriteBoolean("strict"u8, true);
            json.WritePropertyName("schema"u8);
            json.WriteRawValue(question.Schema.Span);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
