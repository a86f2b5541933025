namespace DocExtract.Pages.Ocr.Onnx;

/// <summary>
/// Rewrites a model so that it computes the same in fewer passes over memory. The exported PP-OCR models spell out, after
/// nearly every convolution, a scaling, a shift and the hard swish x · clip(x + 3, 0, 6) / 6 as eight operations; these take as
/// long as the convolutions themselves, since ONNX Runtime knows no fast form of them and leaves its blocked layout for each.
/// Here scalings and shifts become part of the convolutions, and the clipping a convolution of one weight a channel, which has
/// a fast form. A model without these patterns stays as it is.
/// </summary>
internal sealed class Lighter
{
    private readonly ModelFile _model;
    private readonly Dictionary<string, List<ModelNode>> _readers;
    private readonly HashSet<ModelNode> _dropped = [];

    private Lighter(ModelFile model)
    {
        _model = model;
        _readers = model.Nodes.SelectMany(node => node.Inputs.Distinct().Select(input => (input, node)))
            .GroupBy(use => use.input, use => use.node).ToDictionary(group => group.Key, group => group.ToList());
    }

    /// <summary>The file of a model that answers the same, up to rounding, and faster.</summary>
    public static byte[] Lighten(byte[] content)
    {
        var model = new ModelFile(content);
        new Lighter(model).Rewrite();
        return model.ToBytes();
    }

    private void Rewrite()
    {
        List<ModelNode> nodes = [];
        foreach (var node in _model.Nodes)
        {
            if (_dropped.Contains(node))
            {
                continue;
            }

            nodes.Add(node);
            if (node.Operation == "Conv" && _model.Weights.ContainsKey(node.Inputs[1]))
            {
                nodes.AddRange(AfterConvolution(node));
            }
        }

        _model.Nodes.Clear();
        _model.Nodes.AddRange(nodes);
    }

    /// <summary>Takes the scaling into the convolution, and gives what stands for the operations after it.</summary>
    private IEnumerable<ModelNode> AfterConvolution(ModelNode convolution)
    {
        int channels = (int)_model.Weights[convolution.Inputs[1]].Shape[0];
        if (TakeAffine(convolution.Outputs[0]) is { } before)
        {
            Fold(convolution, channels, before);
        }

        string value = convolution.Outputs[0];
        if (TakeHardSwish(value) is not { } swished)
        {
            yield break;
        }

        // ONNX Runtime joins these two to one fast operation.
        string copy = swished + ".copy", gate = swished + ".gate";
        yield return OnEachChannel(value, copy, channels, 1, 0);
        yield return new ModelNode { Operation = "HardSigmoid", Inputs = [copy], Outputs = [gate] }.With("alpha", 1 / 6f).With("beta", 0.5f);
        yield return new ModelNode { Operation = "Mul", Inputs = [value, gate], Outputs = [swished] };
        if (TakeAffine(swished) is { } after)
        {
            yield return OnEachChannel(swished, after.Output, channels, after.Scale, after.Shift);
        }
    }

    /// <summary>A convolution that scales and shifts: any that follows without padding could hold it as well, but few do.</summary>
    private ModelNode OnEachChannel(string input, string output, int channels, float scale, float shift)
    {
        string weights = _model.Add(new Weights([channels, 1, 1, 1], [.. Enumerable.Repeat(scale, channels)]));
        string bias = _model.Add(new Weights([channels], [.. Enumerable.Repeat(shift, channels)]));
        return new ModelNode { Operation = "Conv", Inputs = [input, weights, bias], Outputs = [output] }.With("group", channels);
    }

    private void Fold(ModelNode convolution, int channels, Affine affine)
    {
        var weights = _model.Weights[convolution.Inputs[1]];
        float[] bias = convolution.Inputs.Count > 2 ? _model.Weights[convolution.Inputs[2]].Values : new float[channels];
        string name = _model.Add(weights with { Values = [.. weights.Values.Select(value => value * affine.Scale)] });
        string shifted = _model.Add(new Weights([channels], [.. bias.Select(value => (value * affine.Scale) + affine.Shift)]));
        convolution.Inputs.RemoveRange(1, convolution.Inputs.Count - 1);
        convolution.Inputs.AddRange([name, shifted]);
        convolution.Outputs[0] = affine.Output;
    }

    /// <summary>A scaling by one number and a shift by another that nothing else looks into.</summary>
    private Affine? TakeAffine(string value)
    {
        if (Only(value, "Mul") is { } scaling && OtherScalar(scaling, value) is { } scale
            && Only(scaling.Outputs[0], "Add") is { } shifting && OtherScalar(shifting, scaling.Outputs[0]) is { } shift)
        {
            _dropped.UnionWith([scaling, shifting]);
            return new Affine(scale, shift, shifting.Outputs[0]);
        }

        return null;
    }

    /// <summary>x · clip(x + 3, 0, 6) / 6; the name of its result.</summary>
    private string? TakeHardSwish(string value)
    {
        if (_readers.GetValueOrDefault(value) is not { Count: 2 } readers
            || readers.Find(node => node.Operation == "Add") is not { } shifting || OtherScalar(shifting, value) is not 3
            || readers.Find(node => node.Operation == "Mul") is not { } product
            || Only(shifting.Outputs[0], "Clip") is not { } clip || !product.Inputs.Contains(clip.Outputs[0])
            || Only(clip.Outputs[0], "Mul") is null
            || Only(product.Outputs[0], "Div") is not { } division || OtherScalar(division, product.Outputs[0]) is not 6
            || !ClipsFromZeroToSix(clip))
        {
            return null;
        }

        _dropped.UnionWith([shifting, clip, product, division]);
        return division.Outputs[0];
    }

    /// <summary>The limits are inputs since version 11 of the operation, attributes before.</summary>
    private bool ClipsFromZeroToSix(ModelNode clip) => clip.Inputs.Count == 1
        ? clip.Floats.GetValueOrDefault("min", float.NaN) == 0 && clip.Floats.GetValueOrDefault("max") == 6
        : clip.Inputs.Count == 3 && Scalar(clip.Inputs[1]) == 0 && Scalar(clip.Inputs[2]) == 6;

    /// <summary>The operation that reads a value, if it is of this kind and the only one.</summary>
    private ModelNode? Only(string value, string operation) =>
        !_model.Outputs.Contains(value) && _readers.GetValueOrDefault(value) is [var node] && node.Operation == operation ? node : null;

    private float? OtherScalar(ModelNode node, string value) => Scalar(node.Inputs[node.Inputs[0] == value ? 1 : 0]);

    private float? Scalar(string name) => _model.Weights.GetValueOrDefault(name)?.Scalar;

    private sealed record Affine(float Scale, float Shift, string Output);
}
