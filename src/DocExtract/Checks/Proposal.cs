using DocExtract.Evidence;
using DocExtract.Pages;

namespace DocExtract.Checks;

/// <summary>Another amount for a field, and where it is printed: for a person to take or leave.</summary>
/// <param name="Value">The amount with which everything agrees.</param>
/// <param name="Page">Page number from 1.</param>
/// <param name="Box">Where on the page.</param>
/// <param name="Text">The words as they are printed.</param>
/// <param name="Source">Which text it was found in.</param>
public sealed record Proposal(decimal Value, int Page, Box Box, string Text, EvidenceSource Source);
