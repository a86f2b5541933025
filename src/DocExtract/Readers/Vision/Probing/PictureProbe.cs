using System.Globalization;
using DocExtract.Readers.Vision.Pictures;

namespace DocExtract.Readers.Vision.Probing;

/// <summary>Whether a model sees pictures, and whether they cost the tokens that its profile predicts.</summary>
internal sealed class PictureProbe(ProbeCaller caller)
{
    // Models that think have used it up before a shorter answer begins.
    private const int MostTokens = 1_000;

    // Servers round, and put marks around pictures.
    private const double Tolerance = 0.1;
    private const int Marks = 8;

    private static readonly ContentPart Question = new ContentPart.Text("Which number is printed in the picture? Answer with its digits only.");

    public async Task<IReadOnlyList<ProbeResult>> FindAsync(VisionOptions options, CancellationToken cancellationToken)
    {
        var sight = new RequestSettings(options).Images;
        var (small, large) = (ProbePicture.Draw("4827", 320, sight), ProbePicture.Draw("6391", 1024, sight));
        var ofSmall = await LookAsync(options, small, cancellationToken);
        if (ofSmall is null)
        {
            return [new ProbeResult("pictures", "are seen", "are refused", Advice: "Choose a model that sees pictures.")];
        }

        var ofLarge = await LookAsync(options, large, cancellationToken);
        return
        [
            Read("picture of 320 x 320", "4827", ofSmall),
            Read("picture of 1024 x 1024", "6391", ofLarge),
            .. ofLarge is null ? [] : new[] { Tokens(large.Tokens - small.Tokens, ofLarge.Answer.Usage.Input - ofSmall.Answer.Usage.Input) },
        ];
    }

    private Task<ProbeAnswer?> LookAsync(VisionOptions options, PagePicture picture, CancellationToken cancellationToken) =>
        caller.TryAsync(options, MostTokens, null, [new ContentPart.Picture(picture), Question], cancellationToken);

    private static ProbeResult Read(string setting, string number, ProbeAnswer? answer) => answer switch
    {
        null => new ProbeResult(setting, "is read", "is refused", Advice: "Give the model's image rules in a profile of your own (docs/models.md): it takes smaller pictures only."),
        _ when string.Concat(answer.Text.Where(char.IsAsciiDigit)) == number => new ProbeResult(setting, "is read", "is read"),
        { Answer.FinishReason: "length" } => new ProbeResult(setting, "is read", $"no answer within {MostTokens.ToString("#,0", CultureInfo.InvariantCulture)} tokens, so not known"),
        _ => new ProbeResult(setting, "is read", "is not read", Advice: "Choose a model that sees pictures."),
    };

    /// <summary>Both questions are alike but for the picture, so the difference is the pictures' own.</summary>
    private static ProbeResult Tokens(int predicted, long? counted) => counted switch
    {
        null => new ProbeResult("tokens of the larger picture", Difference(predicted), "not told"),
        { } tokens when Math.Abs(tokens - predicted) <= (predicted * Tolerance) + Marks => new ProbeResult("tokens of the larger picture", Difference(predicted), Difference(tokens)),
        { } tokens => new ProbeResult(
            "tokens of the larger picture", Difference(predicted), Difference(tokens),
            Advice: "The pictures cost other than the profile says, and so may be seen otherwise. Give the model's image rules in a profile of your own (docs/models.md)."),
    };

    private static string Difference(long tokens) => tokens.ToString("+#,0;-#,0;+0", CultureInfo.InvariantCulture);
}
