using Nanobot.Contracts.Operations;
using Nanobot.Platform.Ai.Offline;

namespace Nanobot.Services.Chat.Tools;

/// <summary>All that is known of a tool without calling it; made once.</summary>
/// <param name="Declaration">Name, description and arguments, as the model is told of them.</param>
/// <param name="Scope">The state that it touches.</param>
/// <param name="Access">Whether it reads that state or has an effect on it.</param>
/// <param name="Cost">What a call costs.</param>
/// <param name="Offline">By which words the offline model knows it.</param>
internal sealed record ToolDescriptor(
    ToolDeclaration Declaration, ToolScope Scope, ToolAccess Access, CostClass Cost, OfflineToolSkill Offline)
{
    /// <summary>
    /// Why a call with these arguments needs its user's approval, or null where it needs none.
    /// None does by default.
    /// </summary>
    public Func<ToolArguments, ToolError?> Approval { get; init; } = static _ => null;

    /// <summary>Whether the installation has what it works with; else no model is told of it. By default it has.</summary>
    public Func<IServiceProvider, bool> IsOffered { get; init; } = static _ => true;
}
