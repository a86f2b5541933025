using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace DocExtract.ModelServer;

/// <summary>What the official API refuses in a picture. Addresses to fetch from are refused too: a document's pages are never published.</summary>
internal static partial class ImageRules
{
    private const int MaxBytes = 50 << 20;

    public static string? Violation(JsonObject? image, string? model, string path)
    {
        if (image is null)
        {
            return $"Missing required parameter: '{path}'.";
        }

        if (image.FirstOrDefault(field => field.Key is not ("url" or "detail")) is { Key: { } unknown })
        {
            return $"Unknown parameter: '{path}{unknown}'.";
        }

        if (image["detail"] is { } detail && !(IsText(detail, out string? named) && (named is "auto" or "low" or "high" || (named == "original" && SeesOriginals(model)))))
        {
            return $"Invalid value for '{path}detail' with this model.";
        }

        return DataUrl().Match(IsText(image["url"], out string? address) ? address : "") is { Success: true } url
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

    private static bool IsText(JsonNode? node, [NotNullWhen(true)] out string? text)
    {
        text = null;
        return node is JsonValue value && value.TryGetValue(out text);
    }

    /// <summary>GPT-5.4 and what came after it take pictures at their own size.</summary>
    private static bool SeesOriginals(string? model) =>
        Version().Match(model ?? "") is { Success: true } name
        && (int.Parse(name.Groups["major"].ValueSpan, CultureInfo.InvariantCulture), name.Groups["minor"].Success ? int.Parse(name.Groups["minor"].ValueSpan, CultureInfo.InvariantCulture) : 0)
            is ( > 5, _) or (5, >= 4);

    [GeneratedRegex(@"\Agpt-(?<major>[0-9]{1,3})(\.(?<minor>[0-9]{1,3}))?(-|\z)")]
    private static partial Regex Version();

    [GeneratedRegex(@"\Adata:image/(?<kind>jpeg|png|webp|gif);base64,(?<data>[A-Za-z0-9+/]+={0,2})\z")]
    private static partial Regex DataUrl();
}
