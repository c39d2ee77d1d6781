using Nanobot.ServiceDefaults.Hosting;
using Nanobot.Services.Tenants;

await ModuleHost.RunAsync(args, TenantsModule.Definition);
