namespace Nanobot.Platform.Core.Problems;

/// <summary>An exception that knows how it is answered.</summary>
public interface IRefused
{
    /// <summary>The refusal to answer with.</summary>
    Refusal Refusal { get; }
}
