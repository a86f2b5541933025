using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace DocExtract.Worker.Evaluation.Faults;

/// <summary>Chance that is the same in every run: told by the document and the kind of fault.</summary>
internal sealed class Draw(string document, string kind)
{
    private readonly Random _random = new(BinaryPrimitives.ReadInt32LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{document}\n{kind}"))));

    public T? Of<T>(IReadOnlyList<T> choices) => choices.Count == 0 ? default : choices[_random.Next(choices.Count)];
}
