namespace Nanobot.Platform.Metering.Pricing;

/// <summary>What a model costs, in millionths of the currency for a million tokens: 2,500,000 is 2.50 for a million.</summary>
public sealed class ModelPrice
{
    /// <summary>The model as its server names it, or the beginning of its name and <c>*</c>. No default.</summary>
    public string Model { get; set; } = "";

    /// <summary>Tokens read. Default 0; 0 to 1,000,000,000,000.</summary>
    public long Input { get; set; }

    /// <summary>Tokens read that the server still knew. Default: as <see cref="Input"/>.</summary>
    public long? CachedInput { get; set; }

    /// <summary>Tokens written, thoughts included. Default 0; 0 to 1,000,000,000,000.</summary>
    public long Output { get; set; }

    /// <summary>What a call costs, in millionths of the currency, rounded up.</summary>
    internal long CostOf(long prompt, long cached, long completion)
    {
        var millionths = ((decimal)(prompt - cached) * Input) + ((decimal)cached * (CachedInput ?? Input)) + ((decimal)completion * Output);
        return (long)Math.Min(long.MaxValue, Math.Ceiling(millionths / 1_000_000m));
    }

    /// <summary>The most that a call costs, whatever its server still knows of the prompt.</summary>
    internal long MostOf(long prompt, long completion) => Math.Max(CostOf(prompt, 0, completion), CostOf(prompt, prompt, completion));

    /// <summary>The longest answer, in tokens, with which a call costs no more than <paramref name="micros"/> whatever its server still knows of the prompt; below 0 where the prompt alone costs more.</summary>
    internal long AnswerFor(long micros, long prompt)
    {
        var left = (micros * 1_000_000m) - ((decimal)prompt * Math.Max(Input, CachedInput ?? 0));
        return Output > 0 ? (long)Math.Clamp(Math.Floor(left / Output), -1, long.MaxValue) : left < 0 ? -1 : long.MaxValue;
    }

    internal bool Fits(string model) => Model.EndsWith('*')
        ? model.StartsWith(Model[..^1], StringComparison.OrdinalIgnoreCase)
        : model.Equals(Model, StringComparison.OrdinalIgnoreCase);
}
