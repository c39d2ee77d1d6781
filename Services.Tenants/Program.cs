using Nanobot.ServiceDefaults.Hosting;
using Nanobot.Services.Tenants;

await ServiceHost.RunAsync(
    args,
    builder =>
    {
        builder.AddServiceDefaults("tenants");
        builder.AddTenants();
    },
    app =>
    {
        app.UseServiceDefaults();
        app.MapTenants();
    });
