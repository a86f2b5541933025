namespace DocExtract.Readers.Vision.Pictures;

/// <summary>A way of having a picture looked at.</summary>
/// <param name="Detail">What the endpoint is told; null: nothing.</param>
/// <param name="Rules">What is then seen, and what it costs.</param>
internal sealed record Look(ImageDetail? Detail, ImageRules Rules);

/// <summary>How a model can look at pictures.</summary>
/// <param name="Looks">The usual one first; never empty.</param>
/// <param name="TakesPng">Whether the server takes PNG beside JPEG.</param>
internal sealed record ModelSight(IReadOnlyList<Look> Looks, bool TakesPng = true)
{
    /// <summary>Its least look, for a glance at a page: <c>low</c> where there is one, else the usual one.</summary>
    public ModelSight Glance => this with { Looks = [Looks.FirstOrDefault(look => look.Detail == ImageDetail.Low) ?? Looks[0]] };

    /// <summary>A model that looks at all pictures in one way.</summary>
    public static ModelSight Of(ImageRules rules) => new([new Look(null, rules)]);
}
