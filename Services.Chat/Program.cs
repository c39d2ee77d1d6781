using Nanobot.ServiceDefaults.Hosting;
using Nanobot.Services.Chat;

await ServiceHost.RunAsync(
    args,
    builder =>
    {
        builder.AddServiceDefaults("chat");
        builder.AddChat();
    },
    app =>
    {
        app.UseServiceDefaults();
        app.MapChat();
    });
