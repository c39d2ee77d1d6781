using Nanobot.Platform.Ai.Offline;
using Nanobot.Platform.Core.Configuration;
using Nanobot.Platform.Messaging.Working;

namespace Nanobot.Services.Chat.Memory.Consolidating;

/// <summary>Registers memory and what goes through sessions for it.</summary>
internal static class MemoryExtensions
{
    public static void AddMemory(this WebApplicationBuilder builder)
    {
        builder.AddValidatedOptions<MemoryOptions, MemoryOptionsValidator>("Memory");
        builder.Services.AddSingleton<DueConsolidations>();
        builder.Services.AddSingleton<FactStore>();
        builder.Services.AddSingleton<MemoryFile>();
        builder.Services.AddScoped<MemoryBook>();
        builder.Services.AddScoped<MemoryUndo>();
        builder.Services.AddWorkQueue<ClaimedConsolidation, ConsolidationQueue>();
        builder.Services.AddSingleton<ConsolidationReader>();
        builder.Services.AddSingleton<FactFinder>();
        builder.Services.AddSingleton<PassageFacts>();
        builder.Services.AddScoped<ConsolidationWriter>();
        builder.Services.AddScoped<Consolidation>();
        builder.Services.AddHostedService<ConsolidationWorker>();
        builder.Services.AddOfflineSkill(OfflineFacts.Skill);
    }
}
