using DocExtract.Pages;
using DocExtract.Readers.Vision;
using DocExtract.Readers.Vision.Accounting;
using DocExtract.Schemas;

namespace DocExtract;

/// <summary>Asks a model which of the installed types a document is, where its words do not tell.</summary>
internal sealed class TypeQuestion(SchemaCatalog schemas)
{
    /// <returns>What the model says; the guess when it says nothing that can be understood.</returns>
    /// <exception cref="NoSuchTypeException">It is none of the installed types.</exception>
    public async Task<TypeChoice> AskAsync(
        VisionReader model, Document document, TypeChoice guess, IModelAccount account, CancellationToken cancellationToken)
    {
        if (document.Pages.Count == 0 || schemas.Names.Count() < 2)
        {
            return guess;
        }

        string? answer = await model.ChooseTypeAsync(document, schemas.Names.Select(schemas.Get), account, cancellationToken);
        return answer switch
        {
            VisionQuestion.NoType => throw new NoSuchTypeException(
                $"The model says that this is none of the installed types ({string.Join(", ", schemas.Names.Order())}). Name its type with --type if it is one of them, or install its type."),
            not null when schemas.Names.Contains(answer) => new TypeChoice(schemas.Get(answer), "The model was shown its first page and said so.", IsKnown: true),
            _ => guess,
        };
    }
}

/// <summary>Thrown when a document is of no installed type. The message is a sentence for people.</summary>
internal sealed class NoSuchTypeException(string message) : Exception(message);
