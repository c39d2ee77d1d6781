using Nanobot.ServiceDefaults.Hosting;
using Nanobot.Services.Chat;

await ModuleHost.RunAsync(args, ChatModule.Definition);
