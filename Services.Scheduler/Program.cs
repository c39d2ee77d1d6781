using Nanobot.ServiceDefaults.Hosting;
using Nanobot.Services.Scheduler;

await ServiceHost.RunAsync(
    args,
    builder =>
    {
        builder.AddServiceDefaults("scheduler");
        builder.AddScheduler();
    },
    app =>
    {
        app.UseServiceDefaults();
        app.MapScheduler();
    });
