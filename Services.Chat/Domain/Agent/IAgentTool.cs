namespace Nanobot.Services.Chat.Domain.Agent;

/// <summary>
/// Something that the model may do, always for the user whose turn it is. A tool is made for each call, from the scope of
/// the turn, and keeps no state.
/// </summary>
internal interface IAgentTool
{
    /// <summary>Name, description and arguments, as the model is told of them.</summary>
    static abstract ToolDeclaration Declaration { get; }

    /// <summary>Does it. Refusals and failures are results, or exceptions that are made into results.</summary>
    Task<ToolResult> InvokeAsync(ToolInvocation invocation, CancellationToken cancellationToken);
}
