namespace Nanobot.Services.Chat.Tools;

/// <summary>
/// Something that the model may do, always for the user whose turn it is. A tool is made for each call, from the scope of
/// the turn, and keeps no state. All of it stands in its folder: the function, and the words of the offline model.
/// </summary>
internal interface ITool
{
    /// <summary>What the service and the model are told of it.</summary>
    static abstract ToolDescriptor Descriptor { get; }

    /// <summary>Does it. Refusals and failures are results, or exceptions that are made into results.</summary>
    Task<ToolResult> InvokeAsync(ToolInvocation invocation, CancellationToken cancellationToken);
}
