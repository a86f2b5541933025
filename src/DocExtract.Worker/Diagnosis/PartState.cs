namespace DocExtract.Worker.Diagnosis;

/// <summary>What was found of one part.</summary>
/// <param name="Part">Its name in a word or two.</param>
/// <param name="Told">How it is; where something is wrong also what mends it.</param>
/// <param name="IsWrong">Whether something has to be done.</param>
internal sealed record PartState(string Part, string Told, bool IsWrong)
{
    public static PartState Well(string part, string told) => new(part, told, IsWrong: false);

    public static PartState Wrong(string part, string told) => new(part, told, IsWrong: true);

    public override string ToString() => $"{(IsWrong ? "wrong" : "ok"),-5}  {Part,-16}  {Asking.AnswerWriter.Plain(Told)}";
}
