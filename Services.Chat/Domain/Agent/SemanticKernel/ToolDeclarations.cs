using Microsoft.Extensions.AI;

namespace Nanobot.Services.Chat.Domain.Agent.SemanticKernel;

/// <summary>
/// What the model is told of the tools, made once. Not by Semantic Kernel: it puts a member into schemas that is none of
/// JSON Schema's, which some servers refuse.
/// </summary>
internal sealed record ToolDeclarations(IList<AITool> Tools);
