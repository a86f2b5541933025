using System.Buffers;
using System.Buffers.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using DocExtract.Readers.Vision.Pictures;

namespace DocExtract.Readers.Vision;

/// <summary>Writes the body of a chat completion: first what is the same for every document, then the pages.</summary>
internal static class ChatRequest
{
    // The body is no HTML; the default encoder would turn each + of the base64 text into six characters.
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static ReadOnlyMemory<byte> Write(
        RequestSettings settings, VisionQuestion question, IReadOnlyList<PagePicture> pictures, int pagesInDocument)
    {
        var body = new ArrayBufferWriter<byte>(4096 + (pictures.Sum(picture => picture.Jpeg.Length) * 3 / 2));
        using (var json = new Utf8JsonWriter(body, Plain))
        {
            json.WriteStartObject();
            json.WriteString("model"u8, settings.Model);
            json.WriteStartArray("messages"u8);
            WriteInstructions(json, question);
            WritePages(json, pictures, pagesInDocument, settings.Detail);
            json.WriteEndArray();
            WriteLimits(json, settings);
            WriteFormat(json, settings.StructuredOutput, question);
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

    private static void WritePages(Utf8JsonWriter json, IReadOnlyList<PagePicture> pictures, int pagesInDocument, ImageDetail? detail)
    {
        json.WriteStartObject();
        json.WriteString("role"u8, "user"u8);
        json.WriteStartArray("content"u8);
        if (PartOfDocument(pictures, pagesInDocument) is { } hint)
        {
            WriteText(json, hint);
        }

        foreach (var picture in pictures)
        {
            WriteText(json, picture.Parts == 1
                ? $"Page {picture.Page} of {pagesInDocument}:"
                : $"Page {picture.Page} of {pagesInDocument}, strip {picture.Part} of {picture.Parts} from the top; strips overlap, so a row may be seen twice:");
            WriteImage(json, picture.Jpeg, detail);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Told to the model when it sees a part of the document only, so that it makes nothing up for the rest.</summary>
    private static string? PartOfDocument(IReadOnlyList<PagePicture> pictures, int pagesInDocument) =>
        (pictures[0].Page, pictures[^1].Page) is var (first, last) && last - first + 1 < pagesInDocument
            ? $"These are pages {first} to {last} of a document of {pagesInDocument} pages; the others are read apart. Give only what is printed on these pages, and every item row of them; what is not on them is null."
            : null;

    private static void WriteText(Utf8JsonWriter json, string text)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "text"u8);
        json.WriteString("text"u8, text);
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

    private static void WriteLimits(Utf8JsonWriter json, RequestSettings settings)
    {
        json.WriteNumber(
            settings.TokenParameter == TokenParameter.MaxTokens ? "max_tokens"u8 : "max_completion_tokens"u8, settings.MaxOutputTokens);
        if (settings.Temperature is { } temperature)
        {
            json.WriteNumber("temperature"u8, temperature);
        }
    }

    private static void WriteFormat(Utf8JsonWriter json, StructuredOutput output, VisionQuestion question)
    {
        switch (output)
        {
            case StructuredOutput.StrictJsonSchema or StructuredOutput.JsonSchema:
                json.WriteStartObject("response_format"u8);
                json.WriteString("type"u8, "json_schema"u8);
                json.WriteStartObject("json_schema"u8);
                json.WriteString("name"u8, question.Name);
                if (output == StructuredOutput.StrictJsonSchema)
                {
                    json.WriteBoolean("strict"u8, true);
                }

                WriteSchema(json, "schema"u8, question);
                json.WriteEndObject();
                json.WriteEndObject();
                break;
            case StructuredOutput.JsonObject:
                json.WriteStartObject("response_format"u8);
                json.WriteString("type"u8, "json_object"u8);
                json.WriteEndObject();
                break;
            case StructuredOutput.StructuredOutputs:
                json.WriteStartObject("structured_outputs"u8);
                WriteSchema(json, "json"u8, question);
                json.WriteEndObject();
                break;
            case StructuredOutput.GuidedJson:
                WriteSchema(json, "guided_json"u8, question);
                break;
        }
    }

    private static void WriteSchema(Utf8JsonWriter json, ReadOnlySpan<byte> name, VisionQuestion question)
    {
        json.WritePropertyName(name);
        json.WriteRawValue(question.Schema.Span);
    }
}
