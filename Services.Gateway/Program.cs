using Nanobot.ServiceDefaults.Hosting;
using Nanobot.Services.Gateway;

await ModuleHost.RunAsync(args, GatewayModule.Definition);
