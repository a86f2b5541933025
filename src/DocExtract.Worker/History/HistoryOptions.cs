using System.ComponentModel.DataAnnotations;
using DocExtract.Checks;
using Microsoft.Extensions.Options;

namespace DocExtract.Worker.History;

/// <summary>What a seller's accepted documents make of the next one: how bad each alarm is, and from where on an amount is unusual.</summary>
internal sealed class HistoryOptions
{
    public const string Section = "History";

    /// <summary>The seller's accepted documents had other accounts. A person is asked: that is how payments are led astray.</summary>
    public Severity AccountChanged { get; init; } = Severity.Error;

    /// <summary>The seller's accepted documents had no account. As little is known of it as of a new seller's, which is no alarm either.</summary>
    public Severity AccountFirst { get; init; } = Severity.Warning;

    /// <summary>The account is of another country than the seller, and no accepted document of the seller had it.</summary>
    public Severity AccountCountry { get; init; } = Severity.Error;

    /// <summary>The total is far outside of what the seller's accepted documents came to.</summary>
    public Severity AmountUnusual { get; init; } = Severity.Error;

    /// <summary>Documents in the same currency from which on a total can be unusual.</summary>
    [Range(3, 1000)]
    public int AmountDocuments { get; init; } = 5;

    /// <summary>How many times the median, or what part of it, an unusual total is at least.</summary>
    [Range(1.5, 1000)]
    public double AmountFactor { get; init; } = 5;

    /// <summary>How many times the usual spread (of the logarithms, as a standard deviation) an unusual total is away at least.</summary>
    [Range(1.0, 100)]
    public double AmountSpread { get; init; } = 6;
}

[OptionsValidator]
internal sealed partial class ValidateHistoryOptions : IValidateOptions<HistoryOptions>;
