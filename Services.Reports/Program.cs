using Nanobot.ServiceDefaults.Hosting;
using Nanobot.Services.Reports;

await ServiceHost.RunAsync(
    args,
    builder =>
    {
        builder.AddServiceDefaults("reports");
        builder.AddReports();
    },
    app =>
    {
        app.UseServiceDefaults();
        app.MapReports();
    });
