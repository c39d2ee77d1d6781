namespace Nanobot.Platform.Core.Problems;

/// <summary>An exception that knows how it is answered.</summary>
public interface IRefused
{
    /// <summary>The refusal to answer with.</summary>
    Refusal Refusal { get; }

    /// <summary>Whether what caused it may hold what others sent or wrote, and must not reach a log. The message itself may.</summary>
    bool HidesCause => false;
}
