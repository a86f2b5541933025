using System.Buffers;
using System.Buffers.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using DocExtract.Readers.Vision.Pictures;

namespace DocExtract.Readers.Vision;

/// <summary>Writes the body of a chat completion. What is the same for every document comes first, so that servers can keep it.</summary>
internal static class ChatRequest
{
    // The body is no HTML; the default encoder would turn each + of the base64 text into six characters.
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="settings">How the model wants to be asked.</param>
    /// <param name="messages">The conversation, from the system's message on.</param>
    /// <param name="form">The form of the answer; null for free text.</param>
    public static ReadOnlyMemory<byte> Write(RequestSettings settings, IReadOnlyList<ChatMessage> messages, AnswerForm? form)
    {
        var body = new ArrayBufferWriter<byte>(4096 + (messages.Sum(SizeOf) * 3 / 2));
        using (var json = new Utf8JsonWriter(body, Plain))
        {
            json.WriteStartObject();
            json.WriteString("model"u8, settings.Model);
            json.WriteStartArray("messages"u8);
            foreach (var message in messages)
            {
                WriteMessage(json, message);
            }

            json.WriteEndArray();
            WriteLimits(json, settings);
            WriteStream(json, settings);
            form?.WriteTo(json, settings.StructuredOutput);

            json.WriteEndObject();
        }

        return body.WrittenMemory;
    }

    private static int SizeOf(ChatMessage message) =>
        message.Content.Sum(part => part is ContentPart.Picture picture ? picture.Page.Content.Length : ((ContentPart.Text)part).Value.Length);

    private static void WriteMessage(Utf8JsonWriter json, ChatMessage message)
    {
        json.WriteStartObject();
        json.WriteString("role"u8, message.Role);
        if (message.Content is [ContentPart.Text only])
        {
            json.WriteString("content"u8, only.Value);
        }
        else
        {
            json.WriteStartArray("content"u8);
            foreach (var part in message.Content)
            {
                WritePart(json, part);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WritePart(Utf8JsonWriter json, ContentPart part)
    {
        json.WriteStartObject();
        if (part is ContentPart.Picture picture)
        {
            json.WriteString("type"u8, "image_url"u8);
            json.WriteStartObject("image_url"u8);
            json.WritePropertyName("url"u8);
            json.WriteRawValue(DataUrl(picture.Page), skipInputValidation: true);
            if (picture.Page.Detail is { } detail)
            {
                json.WriteString("detail"u8, WordFor(detail));
            }

            json.WriteEndObject();
        }
        else
        {
            json.WriteString("type"u8, "text"u8);
            json.WriteString("text"u8, ((ContentPart.Text)part).Value);
        }

        json.WriteEndObject();
    }

    /// <summary>The quoted data URL, encoded once and in place: pictures are most of the body.</summary>
    private static byte[] DataUrl(PagePicture picture)
    {
        var prefix = picture.IsPng ? "\"data:image/png;base64,"u8 : "\"data:image/jpeg;base64,"u8;
        byte[] url = new byte[prefix.Length + Base64.GetMaxEncodedToUtf8Length(picture.Content.Length) + 1];
        prefix.CopyTo(url);
        Base64.EncodeToUtf8(picture.Content, url.AsSpan(prefix.Length), out _, out int written);
        url[prefix.Length + written] = (byte)'"';
        return url;
    }

    private static ReadOnlySpan<byte> WordFor(ImageDetail detail) => detail switch
    {
        ImageDetail.Low => "low"u8,
        ImageDetail.High => "high"u8,
        ImageDetail.Original => "original"u8,
        _ => "auto"u8,
    };

    private static void WriteLimits(Utf8JsonWriter json, RequestSettings settings)
    {
        json.WriteNumber(
            settings.TokenParameter == TokenParameter.MaxTokens ? "max_tokens"u8 : "max_completion_tokens"u8, settings.MaxOutputTokens);
        if (settings.Temperature is { } temperature)
        {
            json.WriteNumber("temperature"u8, temperature);
        }
    }

    /// <summary>Streamed, so that an answer that goes wrong is seen and stopped while it is written; with the usage, so that it is known what it cost.</summary>
    private static void WriteStream(Utf8JsonWriter json, RequestSettings settings)
    {
        if (settings.Stream)
        {
            json.WriteBoolean("stream"u8, true);
            json.WriteStartObject("stream_options"u8);
            json.WriteBoolean("include_usage"u8, true);
            json.WriteEndObject();
        }
    }
}
