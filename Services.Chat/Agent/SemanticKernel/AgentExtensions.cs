using Microsoft.SemanticKernel;
using Nanobot.Platform.Core.Configuration;
using Nanobot.Services.Chat.Tools;

namespace Nanobot.Services.Chat.Agent.SemanticKernel;

/// <summary>Registers the assistant.</summary>
internal static class AgentExtensions
{
    public static void AddAgent(this WebApplicationBuilder builder)
    {
        builder.AddValidatedOptions<AgentOptions, AgentOptionsValidator>("Agent");
        builder.Services.AddScoped<IAgent, KernelAgent>();
        builder.Services.AddSingleton<KernelTools>();
        builder.Services.AddSingleton<ToolRights>();
        builder.Services.AddSingleton<FlowGate>();
        builder.Services.AddSingleton<ToolRunner>();
        builder.Services.AddSingleton<IAutoFunctionInvocationFilter, ToolCallFilter>();
        builder.Services.AddKernel();

        // On finer levels both write arguments and results of tools, which are the users'.
        builder.Logging.AddFilter("Microsoft.SemanticKernel", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.Extensions.AI", LogLevel.Warning);
    }
}
