using System.Runtime.InteropServices;

namespace DocExtract.Pages.Ocr.Onnx;

/// <summary>
/// A model as a list of operations that can be changed and written again (onnx.proto3: ModelProto, GraphProto). What is not
/// understood is copied as it is.
/// </summary>
internal sealed class ModelFile
{
    // Field numbers of ModelProto and GraphProto.
    private const int Graph = 7;
    private const int Node = 1;
    private const int Initializer = 5;
    private const int GraphOutput = 12;

    private readonly ReadOnlyMemory<byte> _content;
    private readonly Dictionary<string, Weights> _added = [];

    public ModelFile(ReadOnlyMemory<byte> content)
    {
        _content = content;
        foreach (var field in Wire.Fields(Single(content, Graph)))
        {
            switch (field.Number)
            {
                case Node:
                    Nodes.Add(ModelNode.Read(field.Content));
                    break;
                case Initializer when Ocr.Onnx.Weights.Read(field.Content) is var (name, weights):
                    Weights[name] = weights;
                    break;
                case GraphOutput:
                    Outputs.Add(Wire.Fields(field.Content).First(inner => inner.Number == 1).Text);
                    break;
            }
        }

        foreach (var node in Nodes.Where(node => node is { Operation: "Constant", Constant: not null }))
        {
            Weights[node.Outputs[0]] = node.Constant!;
        }
    }

    /// <summary>In the order of their running.</summary>
    public List<ModelNode> Nodes { get; } = [];

    /// <summary>The floating-point numbers that the model brings, by name.</summary>
    public Dictionary<string, Weights> Weights { get; } = [];

    /// <summary>Names of what the model gives back.</summary>
    public HashSet<string> Outputs { get; } = [];

    /// <summary>Adds weights under a name of their own.</summary>
    public string Add(Weights weights)
    {
        string name = $"docextract.weights.{_added.Count}";
        Weights[name] = _added[name] = weights;
        return name;
    }

    /// <summary>The file, without constants that no operation reads any more.</summary>
    public byte[] ToBytes()
    {
        using var target = new MemoryStream(_content.Length + (1 << 16));
        foreach (var field in Wire.Fields(_content))
        {
            if (field.Number == Graph)
            {
                Wire.WriteMessage(target, Graph, graph => WriteGraph(field.Content, graph));
            }
            else
            {
                target.Write(field.Whole.Span);
            }
        }

        return target.ToArray();
    }

    private void WriteGraph(ReadOnlyMemory<byte> graph, Stream target)
    {
        var read = Nodes.SelectMany(node => node.Inputs).Concat(Outputs).ToHashSet();
        foreach (var node in Nodes.Where(node => node.Operation != "Constant" || read.Contains(node.Outputs[0])))
        {
            Wire.WriteMessage(target, Node, node.Write);
        }

        foreach (var (name, weights) in _added)
        {
            Wire.WriteMessage(target, Initializer, tensor => weights.Write(name, tensor));
        }

        foreach (var field in Wire.Fields(graph).Where(field => field.Number != Node && !IsUnread(field, read)))
        {
            target.Write(field.Whole.Span);
        }
    }

    private static bool IsUnread(WireField field, HashSet<string> read) =>
        field.Number == Initializer && !read.Contains(Wire.Fields(field.Content).First(inner => inner.Number == Ocr.Onnx.Weights.Name).Text);

    private static ReadOnlyMemory<byte> Single(ReadOnlyMemory<byte> message, int number) =>
        Wire.Fields(message).First(field => field.Number == number).Content;
}

/// <summary>Floating-point numbers of a model (TensorProto).</summary>
internal sealed record Weights(IReadOnlyList<long> Shape, float[] Values)
{
    // Field numbers of TensorProto.
    private const int Dimensions = 1;
    private const int DataType = 2;
    private const int FloatData = 4;
    internal const int Name = 8;
    private const int RawData = 9;

    private const int FloatType = 1;

    /// <summary>The number, where it is one alone.</summary>
    public float? Scalar => Values.Length == 1 ? Values[0] : null;

    /// <summary>Null when it holds anything but floats that stand in the file itself.</summary>
    public static (string Name, Weights Weights)? Read(ReadOnlyMemory<byte> tensor)
    {
        List<long> shape = [];
        string name = "";
        float[]? values = null;
        bool isFloat = false;
        foreach (var field in Wire.Fields(tensor))
        {
            switch (field.Number)
            {
                case Dimensions:
                    for (var rest = field.Content.Span; rest.Length > 0;)
                    {
                        shape.Add(Wire.ReadInteger(rest, out int length));
                        rest = rest[length..];
                    }

                    break;
                case DataType:
                    isFloat = field.Integer == FloatType;
                    break;
                case Name:
                    name = field.Text;
                    break;
                case FloatData or RawData when field.Content.Length % sizeof(float) == 0:
                    values = MemoryMarshal.Cast<byte, float>(field.Content.Span).ToArray();
                    break;
            }
        }

        return isFloat && values is not null ? (name, new Weights(shape, values)) : null;
    }

    public void Write(string name, Stream target)
    {
        foreach (long dimension in Shape)
        {
            Wire.WriteInteger(target, Dimensions, dimension);
        }

        Wire.WriteInteger(target, DataType, FloatType);
        Wire.WriteText(target, Name, name);
        Wire.WriteBytes(target, RawData, MemoryMarshal.AsBytes(Values.AsSpan()));
    }
}
