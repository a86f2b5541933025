using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace DocExtract.IntegrationTests.ModelServer;

/// <summary>What the official API refuses in a picture. Addresses to fetch from are refused too: a document's pages are never published.</summary>
internal static partial class ImageRules
{
    private const int MaxBytes = 50 << 20;

    public static string? Violation(JsonObject? image, string path)
    {
        if (image is null)
        {
            return $"Missing required parameter: '{path}'.";
        }

        if (image.FirstOrDefault(field => field.Key is not ("url" or "detail")) is { Key: { } unknown })
        {
            return $"Unknown parameter: '{path}{unknown}'.";
        }

        if (image["detail"] is { } detail && (string?)detail is not ("auto" or "low" or "high"))
        {
            return $"Invalid value for '{path}detail'.";
        }

        return DataUrl().Match((string?)image["url"] ?? "") is { Success: true } url
            ? Content(url.Groups["kind"].Value, url.Groups["data"].Value, path)
            : $"Invalid '{path}url'. Expected a base64-encoded data URL with an image MIME type.";
    }

    private static string? Content(string kind, string base64, string path)
    {
        byte[] bytes = new byte[base64.Length];
        bool isBase64 = Convert.TryFromBase64String(base64, bytes, out int length);
        bool isKind = bytes switch
        {
            [0xFF, 0xD8, 0xFF, ..] => kind == "jpeg",
            [0x89, (byte)'P', (byte)'N', (byte)'G', ..] => kind == "png",
            [(byte)'R', (byte)'I', (byte)'F', (byte)'F', ..] => kind == "webp",
            [(byte)'G', (byte)'I', (byte)'F', (byte)'8', ..] => kind == "gif",
            _ => false,
        };
        return isBase64 && isKind && length <= MaxBytes ? null : $"You uploaded an unsupported image: '{path}url'.";
    }

    [GeneratedRegex(@"\Adata:image/(?<kind>jpeg|png|webp|gif);base64,(?<data>[A-Za-z0-9+/]+={0,2})\z")]
    private static partial Regex DataUrl();
}
