using Nanobot.ServiceDefaults.Hosting;
using Nanobot.Services.Gateway;

await ServiceHost.RunAsync(
    args,
    builder =>
    {
        builder.AddHostDefaults("gateway");
        builder.AddGateway();
    },
    app =>
    {
        app.UseGateway();
        app.MapGateway();
    });
