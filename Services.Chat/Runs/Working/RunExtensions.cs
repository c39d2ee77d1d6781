using Nanobot.Platform.Bus.Memory;
using Nanobot.Platform.Core.Configuration;
using Nanobot.Platform.Core.Work;
using Nanobot.Platform.Messaging.Working;
using Nanobot.Services.Chat.Runs.Events;
using Nanobot.Services.Chat.Runs.Journals;
using Nanobot.Services.Chat.Turns;

namespace Nanobot.Services.Chat.Runs.Working;

/// <summary>Registers the turns that outlive their connections.</summary>
internal static class RunExtensions
{
    public static void AddRuns(this WebApplicationBuilder builder)
    {
        builder.AddValidatedOptions<RunOptions, RunOptionsValidator>("Runs");
        builder.Services.AddSingleton<WakeSignal<RunWork>>();
        builder.Services.AddSingleton<RunStore>();
        builder.Services.AddSingleton<RunIntake>();
        builder.Services.AddSingleton<RequestedTurns>();
        builder.Services.AddSingleton<RunCancellation>();
        builder.Services.AddSingleton<RunEventLog>();
        builder.AddRunEventStore();
        builder.Services.AddSingleton<RunEventReader>();
        builder.Services.AddSingleton<RunStream>();
        builder.Services.AddSingleton<RunDoor>();
        builder.Services.AddSingleton<ITurnBooks, TurnBooks>();
        builder.Services.AddWorkQueue<ClaimedRun, RunQueue>();
        builder.Services.AddScoped<RunOpenings>();
        builder.Services.AddScoped<RunAttempt>();
        builder.Services.AddHostedService<RunWorker>();
        builder.Services.AddSingleton<RunRetention>();
        builder.Services.AddHostedService<RunRetentionService>();
    }

    private static void AddRunEventStore(this WebApplicationBuilder builder)
    {
        if (builder.CarriesInMemory())
        {
            builder.Services.AddSingleton<IRunEventStore, MemoryRunEvents>();
        }
        else
        {
            builder.Services.AddSingleton<IRunEventStore, RedisRunEvents>();
        }
    }
}
