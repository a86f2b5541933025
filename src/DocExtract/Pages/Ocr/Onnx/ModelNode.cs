using System.Buffers.Binary;

namespace DocExtract.Pages.Ocr.Onnx;

/// <summary>One operation of a model (NodeProto). A node that was read is written with its own attributes.</summary>
internal sealed class ModelNode
{
    // Field numbers of NodeProto and AttributeProto.
    private const int Input = 1;
    private const int Output = 2;
    private const int Name = 3;
    private const int OperationType = 4;
    private const int Attribute = 5;
    private const int AttributeFloat = 2;
    private const int AttributeInteger = 3;
    private const int AttributeTensor = 5;
    private const int AttributeType = 20;

    private const int FloatType = 1;
    private const int IntegerType = 2;

    private readonly List<ReadOnlyMemory<byte>> _others = [];
    private readonly List<(string Name, float? Float, long? Integer)> _attributes = [];

    public required string Operation { get; init; }

    public List<string> Inputs { get; init; } = [];

    public List<string> Outputs { get; init; } = [];

    /// <summary>What a Constant stands for; null for anything but floats.</summary>
    public Weights? Constant { get; private init; }

    /// <summary>The attributes that are one floating-point number.</summary>
    public IReadOnlyDictionary<string, float> Floats { get; private init; } = new Dictionary<string, float>();

    public static ModelNode Read(ReadOnlyMemory<byte> message)
    {
        var fields = Wire.Fields(message).ToList();
        var attributes = fields.Where(field => field.Number == Attribute).Select(field => Wire.Fields(field.Content).ToList()).ToList();
        var node = new ModelNode
        {
            Operation = fields.First(field => field.Number == OperationType).Text,
            Constant = attributes.SelectMany(attribute => attribute).Where(field => field.Number == AttributeTensor)
                .Select(field => Weights.Read(field.Content)?.Weights).FirstOrDefault(),
            Floats = attributes.Where(attribute => attribute.Any(field => field.Number == AttributeFloat)).ToDictionary(
                attribute => attribute.First(field => field.Number == Input).Text,
                attribute => BinaryPrimitives.ReadSingleLittleEndian(attribute.First(field => field.Number == AttributeFloat).Content.Span)),
        };
        node.Inputs.AddRange(fields.Where(field => field.Number == Input).Select(field => field.Text));
        node.Outputs.AddRange(fields.Where(field => field.Number == Output).Select(field => field.Text));
        node._others.AddRange(fields.Where(field => field.Number > OperationType).Select(field => field.Whole));
        return node;
    }

    /// <summary>Adds an attribute to a node made here.</summary>
    public ModelNode With(string name, float value)
    {
        _attributes.Add((name, value, null));
        return this;
    }

    /// <summary>Adds an attribute to a node made here.</summary>
    public ModelNode With(string name, long value)
    {
        _attributes.Add((name, null, value));
        return this;
    }

    public void Write(Stream target)
    {
        Inputs.ForEach(input => Wire.WriteText(target, Input, input));
        Outputs.ForEach(output => Wire.WriteText(target, Output, output));
        Wire.WriteText(target, Name, Outputs[0]);
        Wire.WriteText(target, OperationType, Operation);
        _others.ForEach(field => target.Write(field.Span));
        foreach (var (name, number, integer) in _attributes)
        {
            Wire.WriteMessage(target, Attribute, attribute => WriteAttribute(attribute, name, number, integer));
        }
    }

    private static void WriteAttribute(Stream target, string name, float? number, long? integer)
    {
        Wire.WriteText(target, Input, name);
        if (number is { } value)
        {
            Wire.WriteFloat(target, AttributeFloat, value);
        }

        if (integer is { } whole)
        {
            Wire.WriteInteger(target, AttributeInteger, whole);
        }

        Wire.WriteInteger(target, AttributeType, number is null ? IntegerType : FloatType);
    }
}
